// How to read the report, in planner's words, and the definitions of its figures.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/html.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

constexpr const char* kReading = R"html(
<p>A backtest goes back to dates in the past (the <b>cutoffs</b>), hides what came after, lets every model forecast it, and
compares. Nothing that was unknown at a cutoff was shown to a model.</p>
<ol>
<li><b>Which model?</b> The one on top of the leaderboard, unless the one below is <i>not told apart from noise</i>: then the
simpler or faster of the two. These words count more than a third decimal.</li>
<li><b>How good is it?</b> <b>WAPE</b> is the error of the middle forecast as a share of sales: 30&#160;% means that, in sum, a
forecast of 100 was off by about 30. <b>Value added</b> is the share of the error that the model saves over
the reference, which mostly repeats the last season.</li>
<li><b>Can I buy on it?</b> Look at the coverage. Intervals meant to hold 80&#160;% of what comes true should hold about
80&#160;%. Its band, from one percentage to another, says how much is luck of these series and dates. If they hold 65&#160;%, safety stock taken from them will be too small; if 95&#160;%, too large.</li>
<li><b>Does it lean?</b> A bias above zero means forecasts too high, below zero too low. Slow sellers lean low by nature: the
middle of "mostly none, sometimes one" is none. Buy slow sellers on high levels or on the mean, not on the median.</li>
<li><b>Where does it fail?</b> The segments and the worst series below say where a person should look.</li>
</ol>
)html";

constexpr const char* kDefinitions = R"html(
<dl>
<dt>Loss of a quantile</dt><dd>q of level a, demand y: max(a (y &#8722; q), (a &#8722; 1)(y &#8722; q)). At level 0.9 a unit too
few costs nine times a unit too many. Summed over all cells, times 2, divided by the sum of demand.</dd>
<dt>wQL</dt><dd>The mean of that loss over the levels 0.1, 0.2, ... 0.9. The smaller, the better. A dash where one of the nine
levels was not asked for.</dd>
<dt>P50, P90</dt><dd>The loss at level 0.5 and at level 0.9.</dd>
<dt>Cost</dt><dd>Where items were given: the money that buying each date's critical quantile would have cost, with the items' costs
of a unit left over and of a unit short. Lead times, packs and stock do not enter.</dd>
<dt>WAPE</dt><dd>Sum of |demand &#8722; median| divided by the sum of demand.</dd>
<dt>MASE</dt><dd>Mean |demand &#8722; median| of a series divided by the error of the seasonal naive forecast on its history;
the mean over series and cutoffs. Below 1 is better than that. Small series count as much as large ones.</dd>
<dt>RMSSE</dt><dd>The root of the mean squared error of the mean forecast, divided by that of "as in the period before" on the
history; the mean over series and cutoffs.</dd>
<dt>Bias</dt><dd>Sum of (median &#8722; demand) divided by the sum of demand.</dd>
<dt>Coverage of 80&#160;%</dt><dd>The share of cells whose demand lay between the quantiles 0.1 and 0.9. Demand that equals
one of them, as small counts often do, counts inside or outside at random, so that true forecasts hold 80&#160;%.</dd>
<dt>Band of a coverage</dt><dd>Where the figure would lie in 95 of 100 backtests on other series and other dates of the same
kind. Errors of one date, one cutoff and one series go together, so that a thousand cells from three dates tell little; a dash, or no
band, where fewer than three dates were seen.</dd>
<dt>Width of 80&#160;%</dt><dd>The mean distance between these two, divided by mean demand. Narrow is good only where the
coverage holds.</dd>
<dt>CRPS</dt><dd>The loss over all levels, in units of demand per cell.</dd>
<dt>Randomised</dt><dd>Where demand equals several quantiles at once, its place among them is drawn at random, as counts
need.</dd>
<dt>Value added</dt><dd>1 &#8722; wQL of the model / wQL of the reference. Its 95&#160;% interval comes from resampling series
and cutoffs together, in pairs.</dd>
<dt>Excess volatility, sFPC</dt><dd>How much forecasts of the same date move from one cutoff to the next, beyond what they gain
(excess), and in percent (sFPC). A dash where no date was forecast twice.</dd>
<dt>Drift</dt><dd>What revisions add up to, of mean forecasts, divided by the sum of demand: above zero, forecasts are raised as their
date comes near. A forecast that uses all it knows moves by news alone, and news has no direction.</dd>
<dt>Error on revision</dt><dd>What is left of the error after a revision, per unit by which it moved the forecast. Zero: revisions go as far
as they should. Below zero: they go too far; at &#8722;0.5 they gain nothing at all, and the share of movement that is noise is twice the figure
without its sign. Above zero: not far enough.</dd>
<dt>Revision on the one before</dt><dd>How a revision goes with the one before it, per unit. Zero: news is new. Below zero: forecasts go back
on themselves; above zero: they come round in small steps.</dd>
<dt>Cell</dt><dd>One series in one period. Missing cells are never scored.</dd>
<dt>Fallback</dt><dd>A series that the model could not do at a cutoff, and that got a stated simpler forecast instead.</dd>
</dl>
)html";

}  // namespace

std::string reading_section() {
  return html::element("section", html::element("h2", "How to read this") + kReading, "id=\"reading\"");
}

std::string definitions_section(const BacktestReport& report) {
  const bool sales = report.score_mode == "sales";
  const std::string scored =
      sales ? "Scored over all known cells as they were sold, stock-outs included."
            : "Scored over cells in which the product could be bought throughout; stock-outs are left out.";
  return html::element("section", html::element("h2", "Definitions") + html::element("p", scored) + kDefinitions,
                       "id=\"definitions\"");
}

}  // namespace demandcast
