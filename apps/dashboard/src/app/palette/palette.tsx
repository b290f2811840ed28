import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { type Result, type ResultGroup, useResults } from './use-results.ts';

/**
 * Finds screens, acts and things by what is typed: arrow keys choose, Enter goes, Escape leaves. `early` is what was typed
 * before this file was here.
 */
export default function Palette({ onClose, early }: { onClose: () => void; early: string }) {
  const [typed, setTyped] = useState(early);
  const { groups, isSearching } = useResults(typed);
  const run = (id: string | number) => {
    const result = groups.flatMap(({ results }) => results).find((one) => one.id === id);
    onClose();
    result?.run();
  };
  // What was typed before this was here has chosen no row: Enter takes the first.
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const first = groups[0]?.results[0];
    if (event.key !== 'Enter' || event.currentTarget.hasAttribute('aria-activedescendant')) return;
    if (typed.trim() === '' || first === undefined) return;
    event.preventDefault();
    run(first.id);
  };
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="scrim scrim--palette"
    >
      <Modal className="palette">
        <Dialog className="palette__body" aria-label="Search and commands">
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField className="palette__search" aria-label="Search and commands" autoFocus>
              <Search size={18} aria-hidden className="muted" />
              <Input
                className="palette__input"
                placeholder="Search, or say what to do…"
                maxLength={100}
                onKeyDown={onKeyDown}
              />
            </SearchField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1) */}
            <section className="palette__scroll" aria-label="Results" tabIndex={0}>
              <ListBox
                aria-label="Results"
                className="palette__list"
                items={groups}
                onAction={run}
                renderEmptyState={() => (
                  <p className="palette__empty">{isSearching ? 'Searching…' : 'Nothing found.'}</p>
                )}
              >
                {group}
              </ListBox>
            </section>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const group = ({ id, label, results }: ResultGroup) => (
  <ListBoxSection id={id} className="palette__group">
    <Header className="palette__heading">{label}</Header>
    <Collection items={results}>{row}</Collection>
  </ListBoxSection>
);

const row = ({ id, label, note, icon: Icon }: Result) => (
  <ListBoxItem id={id} textValue={label} className="palette__item">
    <Icon size={16} aria-hidden className="muted" />
    <span className="truncate">{label}</span>
    {note !== undefined && <span className="palette__note truncate">{note}</span>}
  </ListBoxItem>
);
