/** The page's entry: styles, then the app. */
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@xyflow/react/dist/style.css';
import './theme/tokens.css';
import './theme/targets.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startSession } from './startup.ts';
import { startTexts } from './texts/texts.ts';

const root = document.getElementById('root');
if (!root) throw new Error('internal: index.html has no #root');
// Before the first words: none flash by in another language.
await startTexts();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void startSession();
