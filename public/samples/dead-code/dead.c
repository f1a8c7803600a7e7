/* Every function in a section of its own, so that what nobody reaches can be left out. */
static int never_called(int n);
static const char unread[] = "nobody will ever read this";
static int helper(int n) { return n * 3; }
static int (*volatile slot)(int) = helper;
static int never_called(int n) { return unread[n] + helper(n); }
static int (*dead_slot)(int) __attribute__((used)) = 0;

int entry(int n) { return slot(n) + 1; }

/* Keeps the compiler from removing it; only the linker sees that nobody asks. */
__attribute__((used, section(".text.lonely"))) static int lonely(int n) { return dead_slot ? dead_slot(n) : never_called(n); }
