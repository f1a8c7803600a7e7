/* Uses a variable that another file defines. */
extern int counter;

int bump(int d) {
  counter += d;
  return counter;
}

int main(void) { return bump(41); }
