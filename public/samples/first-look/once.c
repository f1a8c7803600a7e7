/* A little of everything: code, data, zero-fill, a name from outside, and an initializer that is needed only once. */
extern int printf(const char *, ...);
void once_init(void);

int total = 7;
void (*again)(void) = once_init; /* outlives what it points at */
static char scratch[4096];
static const char msg[] = "total\n";

/* The policy rule ".once.* is Finalize" gives these two to memory that goes back once the finalize actions have run. */
__attribute__((section(".once.data"))) int seed[3] = {1, 2, 4};
__attribute__((section(".once.text"))) void once_init(void) { total = seed[0] + seed[1] + seed[2]; }

int use_total(int n) { return scratch[n] + total * n; }

int main(void) {
  printf(msg);
  return total + use_total(3);
}
