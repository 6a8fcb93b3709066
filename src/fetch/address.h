/*
 * address.h - which network addresses belong to the public web.
 */
#ifndef MARSAD_FETCH_ADDRESS_H
#define MARSAD_FETCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/*
 * Is it an address of a machine on the public internet? Not: this machine, private and link-local networks, networks of
 * carriers, multicast, documentation, and every form of IPv6 that carries an IPv4 address that is not public, after the
 * special-purpose registries of IANA (RFC 6890). What is neither IPv4 nor IPv6 is not.
 */
bool address_is_public(const struct sockaddr *address);

#endif
