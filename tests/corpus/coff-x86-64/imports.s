# A name of a DLL, reached through its cell, and thread-local storage, reached from the start of its section.
  .text
  .globl start
start:
  callq *__imp_work(%rip)
  movl _tls_index(%rip), %eax
  movq %gs:88, %rcx
  movq (%rcx,%rax,8), %rax
  movl own@SECREL32(%rax), %eax
  ret
  .section .tls$,"dw"
  .long 0
  .globl own
own:
  .long 7
