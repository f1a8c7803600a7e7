/* printf is somewhere else: a call goes to a stub, an address comes from a GOT entry. */
extern int printf(const char *, ...);
extern int puts(const char *);
extern int errno_like;

int (*chosen_printer(void))(const char *) { return puts; }

int greet(const char *name) {
  errno_like = 0;
  return printf("hello, %s\n", name) + puts("again");
}
