/* main needs twice, and nothing else in this file. */
static const volatile char tip[] __attribute__((used)) = "never read";

__attribute__((used)) static int leaf(void) { return tip[0]; }

__attribute__((used)) static int root(void) { return leaf() + 1; }

static int twice(int x) { return 2 * x; }

int (*volatile call)(int) = twice;

int main(void) { return call(21); }
