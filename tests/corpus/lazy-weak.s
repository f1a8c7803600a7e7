# Its own weak definition of value loses to a strong one in another file, which is thereby needed.
.text
.globl start
.type start, @function
start:
    call value
    mov shared(%rip), %eax
    ret
.size start, . - start
.weak value, spare
.type value, @function
value: ret
.size value, . - value
.type spare, @function
spare: ret
.size spare, . - spare
.comm shared, 4, 4
