import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
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

export interface PaletteProps {
  onClose: () => void;
  /** What was typed before this code was there, into the field that stood here until then. */
  early: string;
  onEarly: (typed: string) => void;
}

/** Finds screens, acts and things by what is typed: arrow keys choose, Enter goes, Escape leaves. */
export default function Palette({ onClose, early }: PaletteProps) {
  const [typed, setTyped] = useState(early);
  const [isWanted, setIsWanted] = useState(false);
  const { groups, isSearching } = useResults(typed);
  const type = (text: string) => {
    setIsWanted(false);
    setTyped(text);
  };
  const run = (id: string | number) => {
    const result = groups.flatMap(({ results }) => results).find((one) => one.id === id);
    onClose();
    result?.run();
  };
  // No row is chosen where the text was typed before this was here, or rows came later than the letters: Enter takes the
  // first, once the server has answered.
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = event.currentTarget.getAttribute('aria-activedescendant');
    if (event.key !== 'Enter' || (chosen !== null && document.getElementById(chosen) !== null)) return;
    if (typed.trim() === '') return;
    event.preventDefault();
    setIsWanted(true);
  };
  const first = groups[0]?.results[0];
  useEffect(() => {
    if (!isWanted || isSearching) return;
    setIsWanted(false);
    if (first === undefined) return;
    onClose();
    first.run();
  }, [isWanted, isSearching, first, onClose]);
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="scrim scrim--palette"
    >
      <Modal className="palette">
        <Dialog className="palette__body" aria-label="Search and commands">
          <Autocomplete inputValue={typed} onInputChange={type}>
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
