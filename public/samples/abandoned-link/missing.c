/* A name that nobody defines, found out when memory has already been reserved. */
extern int missing(void);

static char big[12000];

int main(void) {
  big[1] = 1;
  return missing() + big[1];
}
