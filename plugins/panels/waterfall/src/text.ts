/** Words on screen. */
import { wordsOf } from '@llmobservatory/panel/words';

export const { text, counted, forget: forgetTexts } = wordsOf('waterfall');
