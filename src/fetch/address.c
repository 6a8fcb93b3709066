/*
 * address.c - IPv4 by the networks that are not public, IPv6 by the one that is, less what is not.
 */
#include "fetch/address.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct network {
    uint32_t address;
    unsigned bits;
};

static bool is_public_4(uint32_t a)
{
    static const struct network CLOSED[] = {
        { 0x00000000, 8 },  /* 0.0.0.0/8: this network */
        { 0x0A000000, 8 },  /* 10/8: private */
        { 0x64400000, 10 }, /* 100.64/10: carriers */
        { 0x7F000000, 8 },  /* 127/8: this machine */
        { 0xA9FE0000, 16 }, /* 169.254/16: link-local, services of clouds */
        { 0xAC100000, 12 }, /* 172.16/12: private */
        { 0xC0000000, 24 }, /* 192.0.0/24: protocols */
        { 0xC0000200, 24 }, /* 192.0.2/24: documentation */
        { 0xC0586300, 24 }, /* 192.88.99/24: relays, given up */
        { 0xC0A80000, 16 }, /* 192.168/16: private */
        { 0xC6120000, 15 }, /* 198.18/15: benchmarks */
        { 0xC6336400, 24 }, /* 198.51.100/24: documentation */
        { 0xCB007100, 24 }, /* 203.0.113/24: documentation */
        { 0xE0000000, 3 },  /* 224/4 and 240/4: multicast, reserved, broadcast */
    };

    for (size_t i = 0; i < sizeof CLOSED / sizeof *CLOSED; i++)
        if ((a ^ CLOSED[i].address) >> (32 - CLOSED[i].bits) == 0)
            return false;
    return true;
}

static uint32_t word_at(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool is_public_6(const uint8_t a[16])
{
    static const uint8_t MAPPED[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };
    uint32_t head = word_at(a);

    if (memcmp(a, MAPPED, sizeof MAPPED) == 0) /* ::ffff:a.b.c.d */
        return is_public_4(word_at(a + 12));
    if (head >> 29 != 1) /* 2000::/3 is all that is given out */
        return false;
    if (head >> 16 == 0x2002) /* 6to4: the IPv4 address follows */
        return is_public_4(word_at(a + 2));
    return head >> 9 != 0x20010000 >> 9 && /* 2001::/23: protocols, Teredo among them */
           head != 0x20010DB8 &&           /* 2001:db8::/32: documentation */
           head >> 12 != 0x3FFF0000 >> 12; /* 3fff::/20: documentation */
}

bool address_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;

        memcpy(&in, address, sizeof in);
        return is_public_4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in;

        memcpy(&in, address, sizeof in);
        return is_public_6(in.sin6_addr.s6_addr);
    }
    return false;
}
