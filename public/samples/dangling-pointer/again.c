/* The same initializer, and a pointer that keeps its address. The pointer lives longer than what it points at. */
#define ONCE_CODE __attribute__((section(".once.text")))
#define ONCE_DATA __attribute__((section(".once.data")))

ONCE_DATA static const int seed[3] = {40, 1, 1};

int total;

ONCE_CODE void once_init(void) {
  for (int i = 0; i < 3; i++) total += seed[i];
}

void (*again)(void) = once_init;

int main(void) { return total; }
