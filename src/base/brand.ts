/** A number that belongs to one kind of thing only. The brand exists for the compiler and costs nothing at run time. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name }
