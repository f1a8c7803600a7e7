# Tables of functions to call at start: the parts of .CRT are to be laid out by what follows the dollar.
  .text
  .globl start
start:
  leaq first(%rip), %rax
  ret
  .globl work
work:
  ret
  .section .CRT$XCZ,"dr"
  .quad 0
  .section .CRT$XCU,"dr"
  .quad work
  .section .CRT$XCA,"dr"
  .globl first
first:
  .quad 0
