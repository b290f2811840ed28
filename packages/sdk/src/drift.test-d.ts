import type { AppRouter } from '@stockflow/server';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { Stockflow } from './create-stockflow.ts';
import type { CallOptions } from './options.ts';
import type { Page, Pager } from './pager.ts';

// The facade against the server's router, held by the compiler: a method too few or too many, another input
// or another answer stops the type check and is named. The fakes below prove that it does.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Ids without their kind, which only the facade knows. */
type Unbranded<T> = '__kind' extends keyof T ? string : T;

/** Interfaces and Zod's mapped types in one form, so that they can be compared field by field. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? Unbranded<T>
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : { [Key in keyof T]: Plain<T[Key]> };

/** Answers are JSON: a field is left out, never undefined. */
type Json<T> = T extends string | number | boolean | null
  ? Unbranded<T>
  : T extends readonly (infer Item)[]
    ? Json<Item>[]
    : { [Key in keyof T]: Json<Exclude<T[Key], undefined>> };

/** Enums of answers, opened as the facade opens them. */
type Open<T> = T extends number | boolean | null | undefined
  ? T
  : T extends string
    ? string extends T
      ? T
      : T | (string & {})
    : T extends readonly (infer Item)[]
      ? Open<Item>[]
      : { [Key in keyof T]: Open<T[Key]> };

type AnyMethod = (...args: never[]) => unknown;
/** What a method takes before its options; undefined when it takes nothing. */
type Taken<Method extends AnyMethod> =
  Equal<Parameters<Method>[0], CallOptions | undefined> extends true ? undefined : Parameters<Method>[0];
/** tRPC says `void` too where an input can be left out. */
type Asked<Input> = undefined extends Input ? Exclude<Input, void> | undefined : Input;
type InputFits<Method extends AnyMethod, Input> =
  Equal<keyof NonNullable<Input>, string> extends true // an object without fields, in Zod's words
    ? Equal<Taken<Method>, undefined>
    : Equal<Plain<Taken<Method>>, Plain<Input>>;

type ItemsOf<Answer> = Answer extends { items: (infer Item)[] } | { alerts: (infer Item)[] } ? Item : never;
/** What a stream tells, without the id of each message; that it is ready, it tells the SDK alone. */
type Told<Message> = Message extends { id: string; data: infer Data }
  ? Exclude<Data, { type: 'ready' }>
  : never;
type StreamFits<Method extends AnyMethod, Message> =
  ReturnType<Method> extends AsyncIterable<infer Event>
    ? Equal<Json<Event>, Json<Open<Told<Message>>>>
    : false;
type AnswerFits<Method extends AnyMethod, Answer> =
  Answer extends AsyncIterable<infer Message> ? StreamFits<Method, Message> : OneAnswerFits<Method, Answer>;
type OneAnswerFits<Method extends AnyMethod, Answer> =
  Equal<Json<Awaited<ReturnType<Method>>>, Json<Open<Answer>>> extends true
    ? Answer extends { nextCursor: string | null }
      ? ReturnType<Method> extends AsyncIterable<infer Item>
        ? Equal<Json<Item>, Json<Open<ItemsOf<Answer>>>>
        : false
      : true
    : false;

type MethodDrift<Group, Inputs, Outputs, Name> = Name extends keyof Group
  ? Name extends keyof Inputs & keyof Outputs
    ? Group[Name] extends AnyMethod
      ? InputFits<Group[Name], Asked<Inputs[Name]>> extends true
        ? AnswerFits<Group[Name], Outputs[Name]> extends true
          ? never
          : 'answers something else'
        : 'takes something else'
      : 'is no method'
    : 'the server has no such procedure'
  : 'the facade has no such method';

type GroupDrift<Group, Inputs, Outputs> = {
  [Name in keyof Group | keyof Inputs as [MethodDrift<Group, Inputs, Outputs, Name>] extends [never]
    ? never
    : Name]: MethodDrift<Group, Inputs, Outputs, Name>;
};

type Part<Whole, Name> = Name extends keyof Whole ? Whole[Name] : Record<never, never>;
type DriftOf<Facade, Inputs, Outputs> = {
  [Name in keyof Facade | keyof Inputs as keyof GroupDrift<
    Part<Facade, Name>,
    Part<Inputs, Name>,
    Part<Outputs, Name>
  > extends never
    ? never
    : Name]: GroupDrift<Part<Facade, Name>, Part<Inputs, Name>, Part<Outputs, Name>>;
};

/** True, or what differs: it then stands in the compiler's error. */
type Same<A, B> = Equal<A, B> extends true ? true : { found: A };
type Hold<Checks extends Record<string, true>> = Checks;
type None = Record<never, never>;

export type TheFacadeIsTheRouter = Hold<{
  same: Same<Plain<DriftOf<Stockflow, inferRouterInputs<AppRouter>, inferRouterOutputs<AppRouter>>>, None>;
}>;

// --- the fakes ---

interface Thing {
  id: string;
  kind: 'a' | 'b' | (string & {});
}
type Inputs = {
  things: {
    get: { thingId: string };
    list: { limit?: number | undefined } | undefined;
    live: { limit?: number | undefined } | undefined;
    me: Record<string, never> | undefined;
  };
};
type Outputs = {
  things: {
    get: { id: string; kind: 'a' | 'b' };
    list: { items: { id: string; kind: 'a' | 'b' }[]; nextCursor: string | null };
    live: AsyncIterable<{ id: string; data: { id: string; kind: 'a' | 'b' } | { type: 'ready' } }>;
    me: { name: string };
  };
};
interface Things {
  get(input: { thingId: string }, options?: CallOptions): Promise<Thing>;
  list(input?: { limit?: number | undefined }, options?: CallOptions): Pager<Thing, Page<Thing>>;
  live(input?: { limit?: number | undefined }): AsyncIterableIterator<Thing, void>;
  me(options?: CallOptions): Promise<{ name: string }>;
}
type With<Changes> = { things: Omit<Things, keyof Changes> & Changes };
type Drift<Facade> = Plain<DriftOf<Facade, Inputs, Outputs>>;

export type Bites = Hold<{
  silentWhenSame: Same<Drift<{ things: Things }>, None>;
  missingGroup: Same<Drift<None>['things']['get'], 'the facade has no such method'>;
  missing: Same<Drift<{ things: Omit<Things, 'me'> }>, { things: { me: 'the facade has no such method' } }>;
  extra: Same<
    Drift<With<{ extra(): Promise<void> }>>,
    { things: { extra: 'the server has no such procedure' } }
  >;
  extraGroup: Same<
    Drift<{ things: Things; more: { get(): Promise<void> } }>,
    { more: { get: 'the server has no such procedure' } }
  >;
  extraField: Same<
    Drift<With<{ get(input: { thingId: string; more?: string }): Promise<Thing> }>>,
    { things: { get: 'takes something else' } }
  >;
  otherField: Same<
    Drift<With<{ get(input: { thingId: number }): Promise<Thing> }>>,
    { things: { get: 'takes something else' } }
  >;
  lostField: Same<
    Drift<With<{ get(input: { thingId: string }): Promise<Omit<Thing, 'kind'>> }>>,
    { things: { get: 'answers something else' } }
  >;
  closedEnum: Same<
    Drift<With<{ get(input: { thingId: string }): Promise<{ id: string; kind: 'a' | 'b' }> }>>,
    { things: { get: 'answers something else' } }
  >;
  noPager: Same<
    Drift<With<{ list(input?: { limit?: number | undefined }): Promise<Page<Thing>> }>>,
    { things: { list: 'answers something else' } }
  >;
  noStream: Same<
    Drift<With<{ live(input?: { limit?: number | undefined }): Promise<Thing> }>>,
    { things: { live: 'answers something else' } }
  >;
  otherStream: Same<
    Drift<With<{ live(input?: { limit?: number | undefined }): AsyncIterable<{ id: string }> }>>,
    { things: { live: 'answers something else' } }
  >;
  inputWhereNone: Same<
    Drift<With<{ me(input: { extra: string }): Promise<{ name: string }> }>>,
    { things: { me: 'takes something else' } }
  >;
}>;
