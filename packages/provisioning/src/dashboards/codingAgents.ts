/** What do coding agents cost, who uses them, what do they do? */
import type { Dashboard } from '../build/dashboard';
import { column, lines, logs, stacked, table, tiles } from '../build/panel';
import { ask, figures } from '../build/query';

/** Dialects of coding agents; what they call is in no application's own figures. */
const AGENTS = [
  {
    key: 'dialect',
    operator: 'in' as const,
    values: ['claude_code', 'codex', 'gemini_cli', 'github_copilot', 'qwen_code'],
  },
];

export const codingAgents: Dashboard = {
  uid: 'llm-coding-agents',
  title: 'LLM coding agents',
  description: 'Claude Code, Codex, Gemini CLI, Copilot, Qwen Code: cost, users, sessions, tools.',
  from: 'now-7d',
  rows: [
    {
      height: 4,
      panels: [
        [
          24,
          tiles(
            'Coding agents and their change',
            figures(['cost', 'active_users', 'conversations', 'calls', 'tokens', 'cache_hit_ratio'], {
              shape: 'change',
              filters: AGENTS,
            }),
          ),
        ],
      ],
    },
    {
      height: 8,
      panels: [
        [8, stacked('Cost by agent', figures(['cost'], { groupBy: ['dialect'], filters: AGENTS }))],
        [
          8,
          stacked(
            'Tokens by kind',
            figures(
              [
                'cache_read_tokens',
                'uncached_input_tokens',
                'cache_write_tokens',
                'answer_tokens',
                'reasoning_tokens',
              ],
              { filters: AGENTS },
            ),
          ),
        ],
        [8, lines('Duration of a call', figures(['duration_p50', 'duration_p95'], { filters: AGENTS }))],
      ],
    },
    {
      height: 9,
      panels: [
        [
          12,
          table(
            'Users',
            figures(['cost', 'calls', 'conversations', 'tokens', 'error_rate'], {
              groupBy: ['user', 'dialect'],
              shape: 'total',
              limit: 100,
              filters: AGENTS,
            }),
          ),
        ],
        [
          12,
          table('Dearest sessions', ask('conversations', { sort: 'dearest', limit: 50, filters: AGENTS }), {
            overrides: [column('conversation', { width: 150 })],
            columns: ['Conversation', 'Last activity', 'User', 'Calls', 'Cost', 'Duration'],
          }),
        ],
      ],
    },
    {
      height: 9,
      panels: [
        [
          24,
          logs('What they did', {
            queryType: 'logs',
            filters: [
              {
                key: 'event',
                operator: '=~',
                value: '(tool_result|tool_decision|tool_call|user_prompt|api_error)$',
              },
            ],
          }),
        ],
      ],
    },
  ],
};
