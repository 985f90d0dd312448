using Microsoft.Playwright;

namespace Casework.Tests.Browser;

/// <summary>Accessibility checks that apply to every page.</summary>
internal static class PageChecks
{
    /// <summary>Fields and buttons without a name, missing references, duplicate identifiers.</summary>
    private const string Unclear =
        """
        () => {
            const found = [];
            for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
                if (!field.labels.length && !field.getAttribute('aria-label')) found.push('no label: ' + field.outerHTML);
            for (const button of document.querySelectorAll('button, a'))
                if (!button.textContent.trim() && !button.getAttribute('aria-label')) found.push('no name: ' + button.outerHTML);
            for (const name of ['aria-describedby', 'aria-labelledby'])
                for (const element of document.querySelectorAll('[' + name + ']'))
                    for (const id of element.getAttribute(name).split(' '))
                        if (!document.getElementById(id)) found.push(name + ' to nothing: ' + id);
            const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
            for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) found.push('twice: ' + id);
            return found;
        }
        """;

    /// <summary>Text whose contrast with its background is below 4.5 to 1.</summary>
    private const string Faint =
        """
        () => {
            const parse = text => { const n = text.match(/[\d.]+/g).map(Number); return { r: n[0], g: n[1], b: n[2], a: n[3] ?? 1 }; };
            const part = value => (value /= 255) <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
            const light = c => .2126 * part(c.r) + .7152 * part(c.g) + .0722 * part(c.b);
            const behind = element => {
                for (; element; element = element.parentElement) {
                    const color = parse(getComputedStyle(element).backgroundColor);
                    if (color.a > .99) return color;
                }
                return { r: 255, g: 255, b: 255 };
            };
            const found = [];
            for (const element of document.querySelectorAll('body *')) {
                const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
                if (!own || element.closest('svg, option') || !element.checkVisibility()) continue;
                const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
                const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
                if (ratio < 4.5) found.push(ratio.toFixed(1) + ': ' + element.outerHTML.slice(0, 100));
            }
            return found;
        }
        """;

    private const string TooWide =
        """
        () => [...document.querySelectorAll('body *')]
            .filter(e => e.checkVisibility() && !e.closest('.skip, thead, pre, svg')
                && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map(e => e.outerHTML.slice(0, 100))
        """;

    public static async Task AssertClearAsync(IPage page)
    {
        Assert.Empty(await page.EvaluateAsync<string[]>(Unclear));
        Assert.Empty(await page.EvaluateAsync<string[]>(Faint));
        Assert.Empty(await page.EvaluateAsync<string[]>(TooWide));
        Assert.Equal(0, await page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }
}
