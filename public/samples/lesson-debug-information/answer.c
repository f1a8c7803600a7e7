int answer(int x) { return x + 2; }

int main(void) { return answer(40); }
