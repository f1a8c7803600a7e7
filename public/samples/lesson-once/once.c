/* An initializer that is needed for a moment, and a pointer to it that stays. */
static const int seed[3] __attribute__((section(".once.data"))) = {40, 1, 1};

int total;

__attribute__((section(".once.text"))) void once_init(void) {
  for (int i = 0; i < 3; i++) total += seed[i];
}

void (*again)(void) = once_init;

int main(void) { return total; }
