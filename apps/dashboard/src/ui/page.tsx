import { Link, type LinkProps } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';

/** Names the page in the tab and in the history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · StockFlow`;
  }, [title]);
}

interface PageProps {
  title: string;
  /** Beside the title: badges. */
  beside?: ReactNode;
  /** Below the title: one line. */
  subtitle?: ReactNode;
  actions?: ReactNode;
  back?: { to: NonNullable<LinkProps['to']>; label: string };
  narrow?: boolean;
  children: ReactNode;
}

/** A page: its name, what can be done, and what is there. */
export function Page({ title, beside, subtitle, actions, back, narrow = false, children }: PageProps) {
  useTitle(title);
  return (
    <div className={`page${narrow ? ' page--narrow' : ''}`}>
      {back !== undefined && (
        <Link to={back.to} className="page__back">
          <ChevronLeft size={15} aria-hidden />
          {back.label}
        </Link>
      )}
      <header className="page__header">
        <div className="page__heading">
          <div className="row row--wrap">
            <h1 tabIndex={-1}>{title}</h1>
            {beside}
          </div>
          {subtitle !== undefined && <div className="page__subtitle">{subtitle}</div>}
        </div>
        {actions !== undefined && <div className="page__actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page with a heading of its own. */
export function Card({
  title,
  actions,
  children,
  flush = false,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
  /** For tables, which bring their own padding. */
  flush?: boolean;
}) {
  return (
    <section className="card">
      {title !== undefined && (
        <header className="card__header">
          <h2>{title}</h2>
          {actions}
        </header>
      )}
      <div className={flush ? undefined : 'card__content'}>{children}</div>
    </section>
  );
}

/** Figures and facts, each with its name. */
export function Facts({
  facts,
  columns = false,
}: {
  facts: readonly { name: string; value: ReactNode }[];
  columns?: boolean;
}) {
  return (
    <dl className={columns ? 'facts facts--columns' : 'facts'}>
      {facts.map((fact) => (
        <div key={fact.name} className="fact">
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A few figures that matter, side by side. */
export function Stats({ children }: { children: ReactNode }) {
  return <div className="stats">{children}</div>;
}

/** One of them. */
export function Stat({ name, value, note }: { name: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="stat">
      <p className="stat__name">{name}</p>
      <p className="stat__value num">{value}</p>
      {note !== undefined && <p className="stat__note">{note}</p>}
    </div>
  );
}
