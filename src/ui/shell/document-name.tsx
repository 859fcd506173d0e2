/** The name of the document, editable in place; Enter keeps it, Escape leaves it as it was. */
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import { useDraft } from '../use-draft.ts';
import classes from './shell.module.css';

export function DocumentName() {
  const { documentName } = useTexts().shell;
  const name = useDocumentStore((state) => state.document.name);
  const dispatch = useDocumentStore((state) => state.dispatch);
  const draft = useDraft(name, (text) => {
    if (text.trim() !== '') dispatch({ type: 'set-about', name: text.trim() });
  });
  return (
    <input
      className={classes.name}
      aria-label={documentName}
      maxLength={200}
      size={Math.max(10, draft.text.length)}
      {...draft.input}
    />
  );
}
