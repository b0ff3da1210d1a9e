// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/elasticity_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/page.h"
#include "demandcast/report/row_chart.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

constexpr std::size_t kMostRows = 40;
constexpr double kDeepest = 0.5, kDearest = 0.2, kStep = 0.025;  // price changes that the curve shows

using Lines = std::vector<EffectLine>;

Lines with_term(const Lines& lines, const std::string& term) {
  Lines chosen;
  std::ranges::copy_if(lines, std::back_inserter(chosen), [&](const EffectLine& line) { return line.term == term; });
  return chosen;
}

std::string effect_text(const EffectLine& line, double value) {
  return line.price ? decimal_text(value, 2) : signed_percent_text(value, 0);
}

std::string interval_text(const EffectLine& line) {
  return fmt::format("{} to {}", effect_text(line, line.low), effect_text(line, line.high));
}

/// "10 % off the price: 23 % more demand (20 to 26)".
std::string in_words(const EffectLine& line) {
  if (!line.price) {
    return fmt::format("While <b>{}</b> runs, demand is {} of what it would be (80&nbsp;% interval {} to {}).",
                       html::name(line.term), percent_text(1 + line.value, 0), percent_text(1 + line.low, 0),
                       percent_text(1 + line.high, 0));
  }
  if (line.cross) {
    return fmt::format(
        "When the <b>{}</b> rises by 10&nbsp;%, demand changes by {} (elasticity {}, 80&nbsp;% interval {}).",
        html::name(line.term), signed_percent_text(std::pow(1.1, line.value) - 1, 0), decimal_text(line.value, 2),
        interval_text(line));
  }
  const auto at_tenth_off = [](double elasticity) { return std::pow(0.9, elasticity) - 1; };
  return fmt::format(
      "Over all series, the elasticity of demand to <b>{}</b> is <b>{}</b> (80&nbsp;% interval {}): 10&nbsp;% off the "
      "price brings {} demand.",
      html::name(line.term), decimal_text(line.value, 2), interval_text(line),
      signed_percent_text(at_tenth_off(line.value), 0));
}

std::string figure_html(const std::string& title, const std::string& drawing) {
  return html::element("figure", html::element("figcaption", html::escape(title)) + drawing) + "\n";
}

/// Groups of one term as dots with intervals; the strongest first.
std::string group_figure(const Lines& catalogue, Lines categories) {
  std::ranges::stable_sort(categories, {}, [](const EffectLine& line) { return -std::abs(line.value); });
  if (categories.size() > kMostRows) categories.resize(kMostRows);
  const EffectLine& all = catalogue.front();
  svg::DotChart chart{(all.price ? "Elasticity to " : "What it adds: ") + all.term, {}, !all.price, true, {all.value}};
  const auto add = [&](const EffectLine& line, const char* style) {
    chart.rows.push_back({fmt::format("{} ({} series)", line.name, count_text(line.series)),
                          {{effect_text(line, line.value), style, line.value, line.low, line.high}}});
  };
  add(all, "m1");
  for (const EffectLine& line : categories) add(line, "m0");
  return figure_html(chart.label, svg::dot_chart(chart));
}

/// Demand at prices off the regular one.
std::string curve_figure(const EffectLine& line) {
  svg::LineChart chart{
      "Demand at a price off the regular one", "price against the regular one", {}, {}, {}, true, true, false, {1}};
  svg::ChartLine curve{"demand", "m0", {}, {}, {}};
  const int first = -static_cast<int>(std::lround(kDeepest / kStep)),
            last = static_cast<int>(std::lround(kDearest / kStep));
  for (int step = first; step <= last; ++step) {
    const double change = step * kStep;
    chart.x.push_back(change);
    chart.x_labels.push_back(step % 4 == 0 ? signed_percent_text(change, 0) : "");
    curve.y.push_back(std::pow(1 + change, line.value));
    curve.low.push_back(std::pow(1 + change, change < 0 ? line.high : line.low));
    curve.high.push_back(std::pow(1 + change, change < 0 ? line.low : line.high));
  }
  chart.lines.push_back(std::move(curve));
  return figure_html(chart.label, svg::line_chart(chart));
}

/// All series by their effect, with the interval of each; at every twentieth of them.
std::string series_figure(Lines lines) {
  if (lines.size() < 2) return "";
  std::ranges::stable_sort(lines, {}, &EffectLine::value);
  svg::LineChart chart{"Every series, with its interval: " + lines.front().term,
                       "share of the series",
                       {},
                       {},
                       {},
                       !lines.front().price,
                       true,
                       false,
                       {}};
  svg::ChartLine line{lines.front().term, "m0", {}, {}, {}};
  for (std::size_t twentieth = 0; twentieth <= 20; ++twentieth) {
    const EffectLine& at = lines[twentieth * (lines.size() - 1) / 20];
    chart.x.push_back(static_cast<double>(twentieth) / 20);
    chart.x_labels.push_back(percent_text(chart.x.back(), 0));
    line.y.push_back(at.value);
    line.low.push_back(at.low);
    line.high.push_back(at.high);
  }
  chart.lines.push_back(std::move(line));
  return figure_html(chart.label, svg::line_chart(chart));
}

std::string term_section(const ElasticityReport& report, const EffectLine& all) {
  const std::string beside =
      (all.price && !all.cross ? curve_figure(all) : "") + series_figure(with_term(report.series, all.term));
  const Lines categories = with_term(report.categories, all.term);
  const std::string charts =
      categories.empty() ? beside : group_figure({all}, categories) + html::element("div", beside);
  return html::element("section",
                       html::element("h2", html::name(all.term)) + html::element("div", charts, "class=\"charts\""));
}

std::string range_text(double low, double high) {
  if (std::isnan(low)) return kDash;
  const int digits = high < 1 ? 4 : 2;
  return low == high ? decimal_text(low, digits)
                     : fmt::format("{} to {}", decimal_text(low, digits), decimal_text(high, digits));
}

html::Table series_table(const ElasticityReport& report, const Lines& lines, const std::string& title) {
  html::Table table{title,
                    {"Series", "Category", "Column", "Told by", "Effect", "80&nbsp;% interval",
                     html::escape(report.period_word) + "s of change", "Seen", "Planned"},
                    {},
                    4};
  for (const EffectLine& line : lines) {
    table.rows.push_back({html::name(line.name), html::name(line.category), html::name(line.term), line.source,
                          effect_text(line, line.value), interval_text(line), count_text(line.periods),
                          range_text(line.seen_low, line.seen_high),
                          html::element("span", range_text(line.planned_low, line.planned_high),
                                        line.beyond ? "class=\"bad\"" : "class=\"nw\"")});
  }
  return table;
}

/// Those whose plans leave what was seen, and the strongest effects.
std::string tables(const ElasticityReport& report) {
  Lines beyond, strongest = report.series;
  std::ranges::copy_if(report.series, std::back_inserter(beyond), &EffectLine::beyond);
  std::ranges::stable_sort(strongest, {}, [](const EffectLine& line) { return -std::abs(line.value); });
  std::string out = html::element("h2", "Series");
  const auto shorten = [](Lines& lines) {
    if (lines.size() > kMostRows) lines.resize(kMostRows);
  };
  const std::size_t count = beyond.size();
  shorten(beyond);
  shorten(strongest);
  if (!beyond.empty()) {
    out += html::table(series_table(report, beyond, fmt::format("Plans beyond what was seen ({})", count_text(count))));
  }
  return html::element("section", out + html::table(series_table(report, strongest, "Strongest effects")));
}

std::string category_table(const ElasticityReport& report) {
  if (report.categories.empty()) return "";
  html::Table table{"Categories", {"Category", "Column", "Effect", "80&nbsp;% interval", "Series"}, {}, 2};
  for (const EffectLine& line : report.categories) {
    table.rows.push_back({html::name(line.name), html::name(line.term), effect_text(line, line.value),
                          interval_text(line), count_text(line.series)});
  }
  return html::element("section", html::element("h2", "Categories") + html::table(table));
}

std::string reading() {
  return "<section><h2>How to read this</h2><p>An <b>elasticity</b> of &#8722;2: a price that is 1&nbsp;% lower brings "
         "2&nbsp;% more demand. A promotion's effect is what it adds at the same price. What a series' own history "
         "does "
         "not tell it takes from its category, and what that does not tell from the catalogue; <b>told by</b> says "
         "which told most. The <b>interval</b> holds the effect in 80 of 100 cases; it says nothing of prices outside "
         "the range that was <b>seen</b>. These are associations: where a price was lowered because demand was low, or "
         "together with an advertisement that no column tells of, the effect is not the price's alone.</p></section>";
}

}  // namespace

const char* effect_kind(const EffectLine& line) {
  if (line.cross) return "cross_elasticity";
  return line.price ? "elasticity" : "uplift";
}

std::vector<std::string> elasticity_warnings(const ElasticityReport& report) {
  std::size_t never = 0, beyond = 0, priced = 0;
  for (const EffectLine& line : report.series) {
    if (line.beyond) ++beyond;
    if (!line.price || line.cross) continue;
    ++priced;
    if (!(line.seen_low < line.seen_high)) ++never;
  }
  std::vector<std::string> warnings;
  if (never > 0) {
    warnings.push_back(fmt::format("the price of {} of {} series never varied: their elasticity is that of their {}",
                                   never, priced, report.categories.empty() ? "catalogue" : "category"));
  }
  if (beyond > 0) {
    warnings.push_back(fmt::format("{} beyond the prices or promotions that were seen: what they bring is extrapolated",
                                   beyond == 1 ? "1 plan lies" : fmt::format("{} plans lie", beyond)));
  }
  return warnings;
}

std::string render_elasticity_report(const ElasticityReport& report) {
  std::string answer, sections, warnings;
  for (const EffectLine& all : report.catalogue) {
    answer += html::element("p", in_words(all));
    sections += term_section(report, all);
  }
  for (const std::string& warning : elasticity_warnings(report)) {
    warnings += html::element("li", html::escape(warning) + ".");
  }
  if (!warnings.empty()) warnings = html::element("ul", warnings, "class=\"warnings\"");
  const std::size_t series = report.catalogue.empty() ? 0 : report.catalogue.front().series;
  const std::string head =
      html::element("h1", "Prices and promotions") +
      html::element("p", fmt::format("What they do to the demand of {} series", count_text(series)), "class=\"lead\"") +
      html::element("div", answer, "class=\"answer\"") + warnings;
  return page("Prices and promotions",
              html::element("header", head) +
                  html::element("main", sections + category_table(report) + tables(report) + reading()) +
                  made_by(report.library_version, report.command_line));
}

}  // namespace demandcast
