/** Something the person at the keyboard can put right: its message is meant to be read without a stack. */
export class DemoProblem extends Error {
  override name = 'DemoProblem';
}
