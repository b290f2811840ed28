import { Lock } from 'lucide-react';
import { useIdentity } from '../app/identity.ts';
import { Card, Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';

/** For an address that was typed or sent: the buttons that lead there are not shown. */
export function NotAllowed({ title }: { title: string }) {
  const { user } = useIdentity();
  return (
    <Page title={title}>
      <Card>
        <Empty icon={Lock} title="Your role may not do this">
          {user === null ? 'This key' : `As ${user.role} you`} can look, but not change this. An admin of the
          company can give you another role.
        </Empty>
      </Card>
    </Page>
  );
}
