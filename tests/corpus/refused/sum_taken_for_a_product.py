"""A sum and a product of one function are no values of one function, which a canonical form might forget."""

from derivations import *

T, K, k = counts("T K k")
a = Function("a", k)


@theorem(title="collision")
def collision(proof):
    proof.claim((T - 1)*(T - 2)*(T - 3)*(T - 4)*(T - 5)*(T - 6)*(total[k:1:T](a(k))*product[k:1:T + K](a(k)) + total[k:T + 1:T + K](a(k)))
                == (T - 1)*(T - 2)*(T - 3)*(T - 4)*(T - 5)*(T - 6)*total[k:1:T + K](a(k))*product[k:1:T](a(k)))
    proof.starts((T - 1)*(T - 2)*(T - 3)*(T - 4)*(T - 5)*(T - 6)*(total[k:1:T](a(k))*product[k:1:T + K](a(k)) + total[k:T + 1:T + K](a(k))))
    proof.eq((T - 1)*(T - 2)*(T - 3)*(T - 4)*(T - 5)*(T - 6)*total[k:1:T + K](a(k))*product[k:1:T](a(k)), by=telescope)
