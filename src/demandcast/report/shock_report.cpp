// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/shock_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/report/html.h"
#include "demandcast/report/line_chart.h"
#include "demandcast/report/model_style.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/page.h"
#include "demandcast/report/row_chart.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

constexpr double kLoudEcho = 0.25;  ///< of a spike; more is shown in the colour of what is bad

std::vector<std::string> kinds_of(const ShockReport& report) {
  std::vector<std::string> kinds;
  for (const ShockEffect& effect : report.effects) {
    if (std::find(kinds.begin(), kinds.end(), effect.kind) == kinds.end()) kinds.push_back(effect.kind);
  }
  return kinds;
}

const ShockEffect* find_effect(const ShockReport& report, const std::string& model, const std::string& kind) {
  for (const ShockEffect& effect : report.effects) {
    if (effect.model == model && effect.kind == kind) return &effect;
  }
  return nullptr;
}

std::vector<const ShockEffect*> effects_of(const ShockReport& report, const std::string& kind) {
  std::vector<const ShockEffect*> effects;
  for (const std::string& model : report.models) {
    if (const ShockEffect* effect = find_effect(report, model, kind)) effects.push_back(effect);
  }
  return effects;
}

/// Colours of the models, as the backtest report gives them.
Evaluation names_only(const ShockReport& report) {
  Evaluation evaluation;
  evaluation.leaderboard = report.models;
  if (!report.models.empty()) evaluation.reference = report.models.back();
  return evaluation;
}

double weeks_or_never(const ShockEffect& effect) { return effect.weeks_to_cover ? *effect.weeks_to_cover : 1e9; }

/// Who is back first and last, of effects with the soonest first.
std::string recovery_words(const ShockReport& report, const std::vector<const ShockEffect*>& soonest_first) {
  if (!soonest_first.front()->weeks_to_cover) {
    return fmt::format("intervals of no model hold again within {} weeks.", report.last_weeks);
  }
  const auto who = [&](const ShockEffect& e) {
    return fmt::format("{} ({})", html::name(e.model), weeks_to_cover_text(e, report.last_weeks));
  };
  std::string text = "intervals hold again soonest with " + who(*soonest_first.front());
  if (soonest_first.size() > 1) text += ", latest with " + who(*soonest_first.back());
  return text + ".";
}

/// Who repeats the spike a year later most and least; empty where no effect has an echo.
std::string echo_words(std::vector<const ShockEffect*> effects) {
  std::erase_if(effects, [](const ShockEffect* e) { return std::isnan(e->echo); });
  if (effects.empty()) return "";
  const auto quieter = [](const ShockEffect* a, const ShockEffect* b) { return a->echo < b->echo; };
  const auto [low, high] = std::minmax_element(effects.begin(), effects.end(), quieter);
  std::string text = fmt::format(" A year later {} repeats {} of it, though it came once", html::name((*high)->model),
                                 percent_text((*high)->echo, 0));
  if (*low != *high) text += fmt::format("; {} {}", html::name((*low)->model), percent_text((*low)->echo, 0));
  return text + ".";
}

std::string sentence(const ShockReport& report, const std::string& kind) {
  std::vector<const ShockEffect*> effects = effects_of(report, kind);
  if (effects.empty()) return "";
  std::stable_sort(effects.begin(), effects.end(),
                   [](const ShockEffect* a, const ShockEffect* b) { return weeks_or_never(*a) < weeks_or_never(*b); });
  const char* article = kind.starts_with("announced") ? "an" : "a";
  return html::element("p", fmt::format("After {} <b>{}</b>, ", article, html::escape(kind)) +
                                recovery_words(report, effects) + echo_words(effects));
}

std::string figure_html(const std::string& title, const std::string& chart, const std::string& table = "") {
  return html::element("figure", html::element("figcaption", html::escape(title)) + chart + table);
}

using Value = double (*)(const ShockMoment&);

html::Table moment_table(const std::vector<const ShockEffect*>& effects, const std::string& title, Value value) {
  html::Table table{title, {"Weeks since"}, {}, 1};
  for (const ShockEffect* effect : effects) table.head.push_back(html::name(effect->model));
  for (std::size_t i = 0; i < effects.front()->moments.size(); ++i) {
    std::vector<std::string> row{std::to_string(effects.front()->moments[i].weeks)};
    for (const ShockEffect* effect : effects) row.push_back(percent_text(value(effect->moments[i])));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string moment_figure(const ShockReport& report, const std::string& kind, const std::string& title, Value value,
                          double mark) {
  const std::vector<const ShockEffect*> effects = effects_of(report, kind);
  if (effects.empty() || effects.front()->moments.empty()) return "";
  svg::LineChart chart{title, "weeks since the shock", {}, {}, {}, true, false, false, {mark}};
  for (const ShockMoment& moment : effects.front()->moments) {
    chart.x.push_back(moment.weeks);
    chart.x_labels.push_back(decimal_text(moment.weeks, 0));
  }
  for (const DrawnModel& model : drawn_models(names_only(report))) {
    const ShockEffect* effect = find_effect(report, model.name, kind);
    if (effect == nullptr) continue;
    svg::ChartLine line{model.name, model.style, {}, {}, {}};
    for (const ShockMoment& moment : effect->moments) line.y.push_back(value(moment));
    chart.lines.push_back(std::move(line));
  }
  return figure_html(title, svg::line_chart(chart), html::folded_table("Table", moment_table(effects, title, value)));
}

std::string echo_figure(const ShockReport& report, const std::string& kind) {
  std::vector<svg::Bar> bars;
  for (const ShockEffect* effect : effects_of(report, kind)) {
    if (std::isnan(effect->echo)) continue;
    bars.push_back({effect->model, effect->echo, svg::kNoBand, svg::kNoBand,
                    std::abs(effect->echo) >= kLoudEcho ? "bad" : "even", percent_text(effect->echo, 0)});
  }
  const std::string title = "Spike forecast again a year later";
  return bars.empty() ? "" : figure_html(title, svg::bar_chart(title, bars));
}

std::string summary_table(const ShockReport& report, const std::string& kind) {
  html::Table table{"Models after a " + kind,
                    {"Model", "Intervals hold again after", "Bias left, weeks 0 to 13", "Repeated a year later"},
                    {},
                    1};
  for (const ShockEffect* effect : effects_of(report, kind)) {
    table.rows.push_back({html::name(effect->model), weeks_to_cover_text(*effect, report.last_weeks),
                          signed_percent_text(effect->bias_left), percent_text(effect->echo, 0)});
  }
  return html::table(table);
}

std::string kind_section(const ShockReport& report, const std::string& kind) {
  std::string title = kind;
  title[0] = static_cast<char>(title[0] - 'a' + 'A');
  const std::string charts =
      moment_figure(
          report, kind, "Coverage of 80\u00A0% after it", [](const ShockMoment& m) { return m.coverage; }, 0.8) +
      moment_figure(
          report, kind, "Bias beyond that of the twin", [](const ShockMoment& m) { return m.bias - m.twin_bias; }, 0) +
      echo_figure(report, kind);
  return html::element("section", html::element("h2", html::escape(title)) + model_legend(names_only(report)) +
                                      html::element("div", charts, "class=\"charts three\"") +
                                      summary_table(report, kind));
}

std::string reading(const ShockReport& report) {
  return fmt::format(
      "<section><h2>How to read this</h2><p>Every shocked series has a twin: the same series, to the last unit, "
      "without "
      "the shock. Each model learns anew from both up to the same week, and forecasts {} weeks. At 0 weeks, the shock "
      "is "
      "the newest week known; at &#8722;1 it is the first to be forecast. A spike lasts one week and never comes back; "
      "a "
      "shift stays.</p><p><b>Intervals hold again</b> when their coverage is, and stays, at most 5 points below the "
      "twin's; a shock that "
      "makes them too wide does not count. "
      "<b>Bias left</b> is the bias beyond the twin's, mean over the forecasts made from 0 to 13 weeks after: what is "
      "left of a spike, what is not yet taken in of a shift. <b>Repeated a year later</b> is how much higher than the "
      "twin's the forecast is in the same week of the next year, as a share of the spike's height. Announced shocks "
      "stand in a plan; a model that reads no plans treats them as any other.</p></section>",
      report.horizon);
}

}  // namespace

std::string weeks_to_cover_text(const ShockEffect& effect, int last_weeks) {
  if (!effect.weeks_to_cover) return fmt::format("not within {} weeks", last_weeks);
  if (*effect.weeks_to_cover == 0) return "at once";
  return fmt::format("{} week{}", *effect.weeks_to_cover, *effect.weeks_to_cover == 1 ? "" : "s");
}

std::string render_shock_report(const ShockReport& report) {
  std::string answer, sections;
  for (const std::string& kind : kinds_of(report)) {
    answer += sentence(report, kind);
    sections += kind_section(report, kind);
  }
  const std::string head =
      html::element("h1", "Shocks") +
      html::element("p",
                    fmt::format("{} of {} generated weekly series are shocked once, each in a week "
                                "of its own; forecasts of {} weeks",
                                count_text(report.shocked), count_text(report.series), report.horizon),
                    "class=\"lead\"") +
      html::element("div", answer, "class=\"answer\"");
  return page("Shocks", html::element("header", head) + html::element("main", sections + reading(report)) +
                            made_by(report.library_version, report.command_line));
}

}  // namespace demandcast
