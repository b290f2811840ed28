import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { MapPinOff } from 'lucide-react';
import { useState } from 'react';
import { buttonClass } from '../ui/button.tsx';
import { useTitle } from '../ui/page.tsx';
import { Empty, LoadProblem, Skeleton } from '../ui/states.tsx';

/** A page that could not be loaded: also when the server is gone at the first look. */
export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const [isRetrying, setRetrying] = useState(false);
  useTitle('Problem');
  const retry = async () => {
    setRetrying(true);
    await router.invalidate();
    setRetrying(false);
    reset();
  };
  // A new version of the page may have replaced the file that this one asks for: loading it anew finds it.
  const isStale = error instanceof TypeError && /module|import/i.test(error.message);
  return (
    <main className="entrance">
      <LoadProblem
        error={error}
        onRetry={isStale ? () => location.reload() : retry}
        isRetrying={isRetrying}
      />
    </main>
  );
}

/** While the first screen's files are on their way. */
export function PageWaiting() {
  return (
    <div className="page">
      <Skeleton lines={8} />
    </div>
  );
}

export function NoSuchPage() {
  useTitle('Not found');
  return (
    <div className="entrance">
      <Empty
        icon={MapPinOff}
        title="There is nothing at this address"
        action={
          <Link to="/" className={buttonClass('primary')}>
            Go to the overview
          </Link>
        }
      >
        It may have been moved, or the link is not complete.
      </Empty>
    </div>
  );
}
