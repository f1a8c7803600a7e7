# A thread-local variable, whose distance from the start of its section is put together from two instructions.
  .text
  .globl start
start:
  ldr x8, [x18, #88]
  adrp x9, _tls_index
  ldr w9, [x9, :lo12:_tls_index]
  ldr x8, [x8, x9, lsl #3]
  add x8, x8, :secrel_hi12:counter
  ldr w0, [x8, :secrel_lo12:counter]
  add x1, x8, :secrel_lo12:counter
  ret

  .section .tls$,"dw"
before:
  .space 20
  .globl counter
counter:
  .word 3

  .bss
  .globl _tls_index
_tls_index:
  .word 0
