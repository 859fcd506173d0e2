/** Lets files be dropped anywhere on the page, and says so while they hang over it. */
import { useEffect, useState } from 'react';
import classes from '../shell/shell.module.css';
import { useTexts } from '../texts/texts.ts';
import { takeFiles } from './file-actions.ts';
import { takeDrop } from './take-drop.ts';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function DropZone() {
  const [isOver, setOver] = useState(false);
  const texts = useTexts().files.drop;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      // A panel with a drop target of its own has taken it.
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const under = event.target instanceof Element ? event.target : null;
      const node = under?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
      void takeDrop(event.dataTransfer, (files) => takeFiles(files, node));
    };
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => controller.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div className={classes.drop}>
      <strong>{texts.title}</strong>
      <span>{texts.text}</span>
    </div>
  );
}
