# A weak name that nobody here defines: its alternative is the address 0, which LLVM 22 refuses.
  .text
  .globl start
start:
  leaq perhaps(%rip), %rax
  ret
  .weak perhaps
