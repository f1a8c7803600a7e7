typedef struct shape { int kind; long sides[4]; } shape;
static int square(int x) { return x * x; }
static int never(int x) { return x - 1; }
int table[4] = {1, 2, 3, 4};
int area(const shape *s) {
  int sum = 0;
  for (int i = 0; i < 4; i++)
    sum += square((int)s->sides[i]);
  return sum;
}
__attribute__((noinline)) int pick(int kind) {
  switch (kind) {
  case 0: return table[0];
  case 1: return never(table[1]);
  default: __builtin_trap();
  }
}
__attribute__((cold)) int rare(int n) { return n > 3 ? pick(n) : area(0); }
