/* Everything the four flips need: code and data of every kind, code that runs once, and debug information. */
static int seed = 7;
int counter = 1;
int scratch[20];
const int primes[4] = {2, 3, 5, 7};
const char *const motto = "look inside";

__attribute__((section(".once.text"), noinline)) int prepare(int by)
{
    scratch[by & 3] = primes[by & 3];
    return counter += seed + by;
}

int turn(int by)
{
    seed += by;
    return prepare(by) + scratch[2] + motto[by & 7] + primes[by & 1];
}
