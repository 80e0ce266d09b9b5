import { Navigate, Route, Routes } from 'react-router';
import { GetStarted } from './getStarted/GetStarted';

/** Pages below /a/llmobservatory-llm-app. The root and addresses nobody knows lead to Get started. */
export default function App() {
  return (
    <Routes>
      <Route path="get-started" element={<GetStarted />} />
      <Route path="*" element={<Navigate to="/a/llmobservatory-llm-app/get-started" replace />} />
    </Routes>
  );
}
