/* Four kinds of data: constant, initialized, zero-fill, and a table of pointers between them. */
const int primes[4] = {2, 3, 5, 7};
int chosen[2] = {11, 13};
char room[1000];
static long quiet[4];

const void *const table[4] = {&primes[2], &chosen[1], room + 16, &quiet[3]};

long sum(int i) { return primes[i & 3] + chosen[i & 1] + room[i & 511] + quiet[i & 3]; }
