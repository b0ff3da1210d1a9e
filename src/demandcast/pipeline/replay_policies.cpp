// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/replay_policies.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/models/calibrated/past/outcome_position.h"
#include "demandcast/policy/policy_directory.h"

namespace demandcast {
namespace fs = std::filesystem;

Outlook told_outlook(const ItemEconomics& item, const DemandPaths& paths, const SeriesView& series,
                     const PolicyFacts& facts) {
  Outlook outlook = outlook_of(item, paths, is_counted(series));
  const std::vector<float> told = facts.at(series, static_cast<int>(std::lround(item.lead_time.mean())));
  outlook.features.insert(outlook.features.end(), told.begin(), told.end());
  return outlook;
}

void NamedPolicy::bind(const PanelView& view) {
  if (!learned) return;
  facts = std::make_shared<const PolicyFacts>(PolicyFacts::named(view, learned->weights().facts));
}

PolicyOrder NamedPolicy::order(const ItemEconomics& item, const StockState& state, const DemandPaths& paths,
                               const SeriesView& series) const {
  if (!learned) return {order_by_rule(rule, item, situation_of(state), paths, is_counted(series)), {}};
  const Outlook outlook = told_outlook(item, paths, series, *facts);
  return {learned->order(item, outlook, view_of(outlook, state)), learned->outside(outlook)};
}

NamedPolicy named_policy(const std::string& text) {
  NamedPolicy policy;
  const std::size_t equals = text.find('=');
  const std::string place = equals == text.npos ? text : text.substr(equals + 1);
  if (equals == text.npos && !is_policy_directory(place)) {
    if (text.find('/') != text.npos || fs::is_directory(place)) load_policy(place);  // says what is wrong with it
    policy.rule = parse_order_rule(text);
    policy.label = order_rule_name(policy.rule);
    return policy;
  }
  const fs::path folder = fs::path(place).has_filename() ? fs::path(place) : fs::path(place).parent_path();
  policy.label = equals == text.npos ? folder.filename().string() : text.substr(0, equals);
  if (policy.label.empty()) throw ConfigError(fmt::format("--policies \"{}\": a name is wanted before =", text));
  const SavedPolicy saved = load_policy(place);
  if (!saved.manifest.finished) {
    throw ConfigError(
        fmt::format("the training of \"{}\" was stopped; give the command that began it again, to finish it", place));
  }
  policy.learned = std::make_shared<const LearnedPolicy>(saved.weights());
  policy.trained_to = saved.manifest.trained_to;
  return policy;
}

std::vector<NamedPolicy> named_policies(const std::vector<std::string>& texts) {
  std::vector<NamedPolicy> policies;
  const auto add = [&](const std::string& text) {
    NamedPolicy policy = named_policy(text);
    const bool is_there = std::any_of(policies.begin(), policies.end(),
                                      [&](const NamedPolicy& other) { return other.label == policy.label; });
    if (!is_there) policies.push_back(std::move(policy));
  };
  for (const std::string& text : texts) add(text);
  add("cover");
  return policies;
}

std::string outside_note(const std::string& label, const std::vector<std::string>& ids,
                         const std::vector<std::optional<FeatureOutside>>& outside) {
  constexpr std::size_t kNamed = 3;
  std::size_t count = 0;
  std::string named;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!outside[i] || count++ >= kNamed) continue;
    named += fmt::format("{}\"{}\": {}", named.empty() ? "" : "; ", ids[i], outside_text(*outside[i]));
  }
  if (count == 0) return "";
  return fmt::format(
      "{} orders {} series as the myopic rule does, because they lie outside what it was trained on ({}{})", label,
      count, named, count > kNamed ? fmt::format("; and {} others", count - kNamed) : "");
}

StockSituation situation_of(const StockState& state) {
  StockSituation now;
  now.on_hand = std::accumulate(state.stock.begin(), state.stock.end(), 0.0);
  now.backlog = state.backlog;
  now.arrivals.assign(1, 0.0);  // those of this period are in
  now.arrivals.insert(now.arrivals.end(), state.pipeline.begin(), state.pipeline.end());
  return now;
}

StockState stock_state_of(const ItemEconomics& item, const StockSituation& now) {
  StockState state = StockState::empty(item);
  state.stock.back() = now.on_hand;
  state.backlog = now.backlog;
  if (!now.arrivals.empty()) state.stock.back() += now.arrivals.front();
  if (now.arrivals.size() > state.pipeline.size() + 1) state.pipeline.resize(now.arrivals.size() - 1);
  for (std::size_t k = 1; k < now.arrivals.size(); ++k) state.pipeline[k - 1] = now.arrivals[k];
  return state;
}

}  // namespace demandcast
