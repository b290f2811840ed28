import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { Form as AriaForm, FormContext } from 'react-aria-components';
import { describeProblem, fieldProblems } from '../api/refusals.ts';
import { Notice, RequestId } from './states.tsx';

interface FormProps {
  children: ReactNode;
  onSubmit: () => void;
  /** The refusal of the last try, or null. */
  error: unknown;
  /** What the page itself found missing before it asked the server: path to words. */
  missing?: Record<string, string>;
  /** The field that a refusal such as NAME_TAKEN belongs to, where its name is not the usual one. */
  fieldOf?: Record<string, string>;
  /** Says a refusal in better words than the server's, or null to leave it to the server. */
  explain?: (error: unknown) => ReactNode | null;
  className?: string;
}

/**
 * A form whose refusals stand at their fields: the server's `details.fields` by name, and whatever names no field
 * of this form in a notice above. The first refused field gets the focus.
 */
export function Form({ children, onSubmit, error, missing, fieldOf, explain, className }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const refused = useMemo(() => fieldProblems(error, fieldOf), [error, fieldOf]);
  const [elsewhere, setElsewhere] = useState<string[]>([]);
  const errors = useMemo(() => ({ ...refused, ...missing }), [refused, missing]);
  const standing = useStandingErrors(form, errors);

  useEffect(() => {
    const names = namesIn(form.current);
    const entries = Object.entries(refused);
    setElsewhere(entries.filter(([path]) => !names.has(path)).map(([path, words]) => sayField(path, words)));
  }, [refused]);
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] button');
    first?.focus();
  }, [errors]);

  // The library hands a form's props down to every form inside it, a dialog's too: with one, the other was sent as well.
  return (
    <FormContext value={null}>
      <AriaForm
        ref={form}
        className={className ?? 'form'}
        validationBehavior="aria"
        validationErrors={standing}
        onSubmit={(event) => {
          event.preventDefault();
          // React lets a dialog's submit bubble to the form that the dialog was opened from.
          event.stopPropagation();
          onSubmit();
        }}
      >
        <FormProblem
          error={error}
          hasFields={Object.keys(refused).length > 0}
          elsewhere={elsewhere}
          explain={explain}
        />
        {children}
      </AriaForm>
    </FormContext>
  );
}

/**
 * The errors but for those of fields that were typed into since. Left to itself the library takes them away when
 * the field loses the focus: the lines below then move up under the very press that goes to the button.
 */
function useStandingErrors(form: RefObject<HTMLFormElement | null>, errors: Record<string, string>) {
  const [typed, setTyped] = useState<{ of: object; paths: readonly string[] }>({ of: errors, paths: [] });
  useEffect(() => {
    const onInput = (event: Event) => {
      const target = event.target as HTMLElement;
      const path = target.closest<HTMLElement>('[data-field]')?.dataset.field;
      if (path === undefined || !(path in errors) || form.current?.contains(target) !== true) return;
      setTyped((now) => ({ of: errors, paths: now.of === errors ? [...now.paths, path] : [path] }));
    };
    // At the document, so that React has taken the new value before this renders the field again.
    document.addEventListener('input', onInput);
    return () => document.removeEventListener('input', onInput);
  }, [form, errors]);
  return useMemo(() => {
    const gone = typed.of === errors ? typed.paths : [];
    return Object.fromEntries(Object.entries(errors).filter(([path]) => !gone.includes(path)));
  }, [errors, typed]);
}

const namesIn = (form: HTMLFormElement | null): Set<string> =>
  new Set([...(form?.elements ?? [])].map((element) => element.getAttribute('name') ?? ''));

const sayField = (path: string, words: string): string => (path === '' ? words : `${path}: ${words}`);

function FormProblem({
  error,
  hasFields,
  elsewhere,
  explain,
}: {
  error: unknown;
  hasFields: boolean;
  elsewhere: string[];
  explain: FormProps['explain'];
}) {
  if (error === null || error === undefined) return null;
  const explained = explain?.(error) ?? null;
  if (explained !== null) return <Notice tone="danger">{explained}</Notice>;
  if (elsewhere.length > 0) {
    return (
      <Notice tone="danger">
        {elsewhere.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </Notice>
    );
  }
  if (hasFields) return null;
  return <Problem error={error} />;
}

/** What was refused, in words, with the id to quote where that helps. */
export function Problem({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const problem = describeProblem(error);
  return (
    <Notice tone="danger">
      <p>{problem.message}</p>
      {problem.quoteId && <RequestId id={problem.requestId} />}
    </Notice>
  );
}
