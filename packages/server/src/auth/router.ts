import { router } from '../core/door.ts';
import { changePassword } from './change-password.ts';
import { me } from './me.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';
import { signUp } from './sign-up.ts';

/** Signing up, in and out. */
export const authRouter = router({ changePassword, me, signIn, signOut, signOutEverywhere, signUp });
