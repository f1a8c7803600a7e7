# Every relocation that assemblers make, with addends in the fields of instructions.
  .text
  .globl start
start:
  bl far
  b far
  b.eq far
  cbz x0, far
  tbz x0, #3, far
  adrp x0, data+4100
  add x0, x0, :lo12:data+36
  ldr x1, [x0, :lo12:data+40]
  ldrb w1, [x0, :lo12:data+3]
  ldrh w1, [x0, :lo12:data+6]
  ldr w1, [x0, :lo12:data+12]
  ldr q1, [x0, :lo12:data+32]
  adr x3, data+5
  ret

  .section .text$z,"xr"
  .globl far
far:
  ret
  ret
  ret

  .data
  .balign 16
data:
  .xword far
  .xword data+8
  .word data@imgrel
  .word far@imgrel+4
  .word far-.
  .secrel32 data
  .secrel32 far
  .secidx data
  .secidx far
  .space 16
