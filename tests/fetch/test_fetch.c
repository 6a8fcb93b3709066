/*
 * test_fetch.c - addresses of the public web, robots.txt, addresses that lead nowhere (no network is needed).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "fetch/address.h"
#include "fetch/robots.h"
#include "marsad/fetch.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool is_public(const char *text)
{
    struct sockaddr_in in4 = { .sin_family = AF_INET };
    struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };

    if (inet_pton(AF_INET, text, &in4.sin_addr) == 1)
        return address_is_public((const struct sockaddr *)&in4);
    assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
    return address_is_public((const struct sockaddr *)&in6);
}

static void test_addresses(void **state)
{
    static const char *const CLOSED[] = { "0.0.0.0",
                                          "0.1.2.3",
                                          "10.0.0.1",
                                          "10.255.255.255",
                                          "100.64.0.1",
                                          "100.127.255.255",
                                          "127.0.0.1",
                                          "127.255.0.1",
                                          "169.254.169.254",
                                          "172.16.0.1",
                                          "172.31.255.255",
                                          "192.0.0.1",
                                          "192.0.2.1",
                                          "192.168.1.1",
                                          "198.18.0.1",
                                          "198.19.255.255",
                                          "198.51.100.7",
                                          "203.0.113.9",
                                          "224.0.0.1",
                                          "239.1.1.1",
                                          "240.0.0.1",
                                          "255.255.255.255",
                                          "::",
                                          "::1",
                                          "::7f00:1",
                                          "::ffff:127.0.0.1",
                                          "::ffff:10.0.0.1",
                                          "64:ff9b::7f00:1",
                                          "fc00::1",
                                          "fd12::1",
                                          "fe80::1",
                                          "fec0::1",
                                          "ff02::1",
                                          "2001::1",
                                          "2001:db8::1",
                                          "2002:7f00:1::1",
                                          "2002:c0a8:101::1",
                                          "3fff::1",
                                          "100::1",
                                          "5f00::1" };
    static const char *const OPEN[] = { "1.1.1.1",        "9.255.255.255",  "11.0.0.0",        "100.63.255.255",
                                        "100.128.0.0",    "126.1.1.1",      "128.0.0.1",       "172.15.255.255",
                                        "172.32.0.0",     "192.167.1.1",    "192.169.0.1",     "198.17.1.1",
                                        "198.20.0.1",     "223.255.255.1",  "2606:4700::1111", "2a00:1450::1",
                                        "::ffff:1.1.1.1", "2002:101:101::1" };
    struct sockaddr other = { .sa_family = AF_UNIX };

    (void)state;
    for (size_t i = 0; i < COUNT(CLOSED); i++)
        if (is_public(CLOSED[i]))
            fail_msg("%s is not of the public web", CLOSED[i]);
    for (size_t i = 0; i < COUNT(OPEN); i++)
        if (!is_public(OPEN[i]))
            fail_msg("%s is of the public web", OPEN[i]);
    assert_false(address_is_public(&other));
}

static const struct robots_case {
    const char *robots, *path;
    bool allowed;
} ROBOTS[] = {
    { "", "/a", true },
    { "User-agent: *\nDisallow: /a\n", "/a/b", false },
    { "User-agent: *\nDisallow: /a\n", "/b", true },
    { "User-agent: *\nDisallow:\n", "/b", true },
    { "User-agent: *\r\nDisallow: / # all\r\n", "/b", false },
    { "User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", true },
    { "User-agent: *\nAllow: /a\nDisallow: /a\n", "/a", true },
    { "User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf", false },
    { "User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf?a", true },
    { "User-agent: *\nDisallow: /a*b*c\n", "/aXbYc", false },
    { "User-agent: *\nDisallow: /a*b*c\n", "/aXbY", true },
    { "User-agent: *\nDisallow: /a$\n", "/ab", true },
    { "User-agent: *\nDisallow: /x?id=\n", "/x?id=7", false },
    { "User-agent: other\nDisallow: /\n", "/a", true },
    { "User-agent: other\nDisallow: /\n\nUser-agent: Marsad\nDisallow: /b\n", "/b", false },
    { "User-agent: *\nDisallow: /\n\nuser-agent: marsad/1.0\nallow: /\n", "/a", true },
    { "User-agent: *\nDisallow: /\nUser-agent: marsad\nDisallow: /b\n", "/a", true },
    { "User-agent: marsad\nUser-agent: other\nDisallow: /a\n", "/a", false },
    { "User-agent: marsadbot\nDisallow: /\n", "/a", true },
    { "User-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /b\n", "/b", false },
    { "User-agent: *\nDisallow: /\n", "/robots.txt", true },
    { "Disallow: /\n", "/a", true },
    { "\xEF\xBB\xBFUser-agent: *\nSitemap: x\nDisallow: /a\n", "/a", false },
    { "<html>no such file</html>", "/a", true },
};

static void test_robots(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ROBOTS); i++)
        if (robots_allows(marsad_str_of(ROBOTS[i].robots), "marsad", marsad_str_of(ROBOTS[i].path)) !=
            ROBOTS[i].allowed)
            fail_msg("%s\n%s", ROBOTS[i].robots, ROBOTS[i].path);
    assert_true(robots_delay(MARSAD_LIT("User-agent: *\nCrawl-delay: 2.5\n"), "marsad") == 2.5);
    assert_true(robots_delay(MARSAD_LIT("User-agent: *\nCrawl-delay: 1e9\n"), "marsad") <= ROBOTS_MAX_DELAY);
    assert_true(robots_delay(MARSAD_LIT("User-agent: other\nCrawl-delay: 5\n"), "marsad") == 0);
}

/* Every way to write an address of this machine; none of them may be connected to. */
static void test_no_way_in(void **state)
{
    static const char *const URLS[] = {
        "http://127.0.0.1:1/",     "http://localhost:1/",  "http://0.0.0.0:1/",         "http://0:1/",
        "http://127.1:1/",         "http://2130706433:1/", "http://017700000001:1/",    "http://0x7f000001:1/",
        "http://0177.0.0.1:1/",    "http://[::1]:1/",      "http://[::ffff:7f00:1]:1/", "http://[::]:1/",
        "http://169.254.169.254/", "http://[fe80::1]:1/",  "http://127.0.0.1.:1/",
    };
    static const char *const NONE[] = { "ftp://paper.example/",
                                        "file:///etc/passwd",
                                        "gopher://127.0.0.1/",
                                        "http://a:b@127.0.0.1/",
                                        "javascript:1",
                                        "",
                                        "http://",
                                        "http://a b/",
                                        "//127.0.0.1/" };
    marsad_fetch_options options = marsad_fetch_options_defaults();
    marsad_arena *arena = marsad_arena_new(0);
    marsad_fetcher *f;
    marsad_fetched got;

    (void)state;
    options.delay_ms = 0;
    options.timeout_ms = 2000;
    f = marsad_fetcher_new(&options, NULL);
    assert_non_null(f);
    for (size_t i = 0; i < COUNT(URLS); i++) {
        assert_true(marsad_fetch(f, &(marsad_fetch_request){ .url = URLS[i] }, arena, &got, NULL));
        print_message("%s: %s\n", URLS[i], got.why);
        assert_true(got.outcome == MARSAD_FETCH_NEVER || got.outcome == MARSAD_FETCH_LATER);
        assert_true(strstr(got.why, "not of the public web") || strstr(got.why, "robots.txt cannot be read"));
        assert_int_equal(got.status, 0);
    }
    for (size_t i = 0; i < COUNT(NONE); i++) {
        assert_true(marsad_fetch(f, &(marsad_fetch_request){ .url = NONE[i] }, arena, &got, NULL));
        assert_int_equal(got.outcome, MARSAD_FETCH_NEVER);
    }
    marsad_fetcher_free(f);
    marsad_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_addresses), cmocka_unit_test(test_robots),
                                        cmocka_unit_test(test_no_way_in) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
