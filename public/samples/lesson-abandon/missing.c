/* Needs a function that nobody defines. */
extern int missing(void);

static char big[12000];

int main(void) {
  big[1] = 1;
  return missing() + big[1];
}
