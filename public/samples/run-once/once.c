/* An initializer that runs once, as a finalize action. Its code and its table are needed only until then. */
#define ONCE_CODE __attribute__((section(".once.text")))
#define ONCE_DATA __attribute__((section(".once.data")))

ONCE_DATA static const int seed[3] = {40, 1, 1};

int total;

ONCE_CODE void once_init(void) {
  for (int i = 0; i < 3; i++) total += seed[i];
}

int main(void) { return total; }
