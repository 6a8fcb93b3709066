/*
 * robots.c - read line by line for each question: the files are short and the questions few.
 *
 * Groups of the same agent count as one; groups of "*" only where none names us.
 */
#include "fetch/robots.h"

#include <strings.h>

struct line {
    marsad_str key, value;
};

/* The next line that says something; comments and white space are gone. */
static bool next_line(marsad_str *rest, struct line *l)
{
    marsad_str s;

    while (marsad_str_next(rest, '\n', &s)) {
        const char *comment = s.len ? memchr(s.ptr, '#', s.len) : NULL, *colon;

        if (comment)
            s.len = (size_t)(comment - s.ptr);
        colon = s.len ? memchr(s.ptr, ':', s.len) : NULL;
        if (!colon)
            continue;
        l->key = marsad_str_trim(marsad_str_slice(s, 0, (size_t)(colon - s.ptr)));
        l->value = marsad_str_trim(marsad_str_slice(s, (size_t)(colon - s.ptr) + 1, s.len));
        return true;
    }
    return false;
}

static bool is_key(const struct line *l, const char *name)
{
    return l->key.len == strlen(name) && strncasecmp(l->key.ptr, name, l->key.len) == 0;
}

/* "Marsad/1.0" and "marsad" name us. */
static bool names(marsad_str value, const char *agent)
{
    size_t n = strlen(agent);

    return value.len >= n && strncasecmp(value.ptr, agent, n) == 0 &&
           (value.len == n || !((value.ptr[n] | 0x20) >= 'a' && (value.ptr[n] | 0x20) <= 'z'));
}

static marsad_str cut(marsad_str robots)
{
    if (marsad_str_starts(robots, MARSAD_LIT("\xEF\xBB\xBF")))
        robots = marsad_str_slice(robots, 3, robots.len);
    return marsad_str_slice(robots, 0, robots.len < ROBOTS_MAX_BYTES ? robots.len : ROBOTS_MAX_BYTES);
}

static bool has_group(marsad_str robots, const char *agent)
{
    struct line l;

    while (next_line(&robots, &l))
        if (is_key(&l, "user-agent") && names(l.value, agent))
            return true;
    return false;
}

/* Walks the lines of our groups. */
struct walk {
    marsad_str rest;
    const char *agent; /* "*" where no group names us */
    bool ours, head;   /* inside a group for us; among the agents at its head */
};

static struct walk walk_new(marsad_str robots, const char *agent)
{
    robots = cut(robots);
    return (struct walk){ .rest = robots, .agent = has_group(robots, agent) ? agent : "*" };
}

static bool walk_next(struct walk *w, struct line *l)
{
    while (next_line(&w->rest, l)) {
        if (is_key(l, "user-agent")) {
            bool us = w->agent[0] == '*' ? marsad_str_equal(l->value, MARSAD_LIT("*")) : names(l->value, w->agent);

            w->ours = us || (w->head && w->ours);
            w->head = true;
            continue;
        }
        if (is_key(l, "sitemap")) /* belongs to no group */
            continue;
        w->head = false;
        if (w->ours)
            return true;
    }
    return false;
}

/* Greedy with one step back, the last "*": linear times the pattern at worst. */
static bool matches(marsad_str pattern, marsad_str path)
{
    size_t p = 0, i = 0, star = SIZE_MAX, mark = 0;
    bool anchored = pattern.len > 0 && pattern.ptr[pattern.len - 1] == '$';

    if (anchored)
        pattern.len--;
    for (;;) {
        if (p == pattern.len && (!anchored || i == path.len))
            return true;
        if (p < pattern.len && pattern.ptr[p] == '*') {
            star = p++;
            mark = i;
        } else if (p < pattern.len && i < path.len && pattern.ptr[p] == path.ptr[i]) {
            p++;
            i++;
        } else if (star != SIZE_MAX && mark < path.len) {
            p = star + 1;
            i = ++mark;
        } else {
            return false;
        }
    }
}

bool robots_allows(marsad_str robots, const char *agent, marsad_str path)
{
    struct walk w = walk_new(robots, agent);
    size_t longest = 0;
    bool allowed = true;
    struct line l;

    if (marsad_str_equal(path, MARSAD_LIT("/robots.txt")))
        return true;
    while (walk_next(&w, &l)) {
        bool allow = is_key(&l, "allow");

        if ((!allow && !is_key(&l, "disallow")) || l.value.len == 0 || l.value.len > ROBOTS_MAX_PATTERN ||
            !matches(l.value, path))
            continue;
        if (l.value.len > longest || (l.value.len == longest && allow)) {
            longest = l.value.len;
            allowed = allow;
        }
    }
    return allowed;
}

double robots_delay(marsad_str robots, const char *agent)
{
    struct walk w = walk_new(robots, agent);
    double delay = 0, value;
    struct line l;

    while (walk_next(&w, &l))
        if (is_key(&l, "crawl-delay") && marsad_str_to_double(l.value, &value) && value > delay)
            delay = value;
    return delay < ROBOTS_MAX_DELAY ? delay : ROBOTS_MAX_DELAY;
}
