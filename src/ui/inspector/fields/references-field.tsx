/** Any number of networks of the document. Names that it no longer has are offered too, to be taken out. */
import { Checkbox, Group } from '@mantine/core';
import { useShallow } from 'zustand/react/shallow';
import { useDocumentStore } from '../../../store/document-store.ts';
import { useTexts } from '../../texts/texts.ts';
import classes from '../inspector.module.css';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';

export function ReferencesField(props: FieldProps<'references'>) {
  const { meta, onChange } = props;
  const networks = useDocumentStore(useShallow(({ document }) => Object.keys(document.networks)));
  const { inspector: t } = useTexts();
  const shown = shownValue(props);
  const chosen = Array.isArray(shown) ? shown.map(String) : [];
  const offered = [...new Set([...networks, ...chosen])];
  return (
    <FieldFrame {...props}>
      {offered.length === 0 && <p className={classes.help}>{t.noNetworks}</p>}
      <Checkbox.Group
        aria-label={meta.label}
        value={chosen}
        onChange={(next) => onChange(offered.filter((name) => next.includes(name)))}
      >
        <Group gap="sm">
          {offered.map((name) => (
            <Checkbox key={name} size="xs" value={name} label={name} />
          ))}
        </Group>
      </Checkbox.Group>
    </FieldFrame>
  );
}
