# An exported constant: LLVM 22 makes it private and then misses it.
  .globl start
  .globl limit
  .set limit, 4096
  .text
start:
  movq $limit, %rax
  ret
