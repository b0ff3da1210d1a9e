// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_fit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "demandcast/models/classical/ets/ets_filter.h"
#include "demandcast/models/classical/ets/ets_golden_series.h"

namespace demandcast {
namespace {

struct Golden {
  const char* form;
  double loglik;
};

// tools/oracles/ets_statsforecast.py, statsforecast 2.1.1. Its search stops after 1000 steps, so ours may be better.
constexpr Golden kGolden[] = {
    {"ETS(A,N,N)", -333.8403},  {"ETS(A,A,N)", -333.8000},  {"ETS(A,Ad,N)", -333.7916}, {"ETS(M,N,N)", -333.5384},
    {"ETS(M,A,N)", -332.8440},  {"ETS(M,Ad,N)", -332.8955}, {"ETS(A,N,A)", -300.4456},  {"ETS(A,A,A)", -277.6146},
    {"ETS(A,Ad,A)", -275.3386}, {"ETS(M,N,A)", -296.2115},  {"ETS(M,A,A)", -277.3774},  {"ETS(M,Ad,A)", -274.0358},
    {"ETS(M,N,M)", -294.1798},  {"ETS(M,A,M)", -266.4074},  {"ETS(M,Ad,M)", -269.8205},
};

TEST(EtsFit, EveryFormIsAtLeastAsLikelyAsStatsForecasts) {
  const EtsSeries series = prepare_ets_series(ets_golden_series(), 12);
  const std::vector<EtsForm> forms = candidate_forms("ZZZ", "auto", true, 12);
  ASSERT_EQ(forms.size(), std::size(kGolden));
  for (std::size_t i = 0; i < forms.size(); ++i) {
    ASSERT_EQ(forms[i].name(), kGolden[i].form);
    EXPECT_GE(fit_ets(forms[i], series).loglik, kGolden[i].loglik - 0.02) << kGolden[i].form;
  }
}

TEST(EtsFit, LoglikIsWhatTheFilterGivesForTheFittedNumbers) {
  const std::vector<double> y = ets_golden_series();
  const EtsSeries series = prepare_ets_series(y, 12);
  for (const EtsForm& form : candidate_forms("ZZZ", "auto", true, 12)) {
    const EtsFit fit = fit_ets(form, series);
    EtsStates states = fit.start;
    const EtsSums sums = filter_ets(form, fit.weights, y, states);
    EXPECT_NEAR(fit.loglik, -36 * std::log(sums.squares) - sums.log_forecast, 1e-6) << form.name();
  }
}

TEST(EtsFit, ScalingTheSeriesShiftsTheLoglikOnly) {
  std::vector<double> y = ets_golden_series();
  const EtsForm form{EtsComponent::kMultiplicative, EtsComponent::kAdditive, EtsComponent::kMultiplicative, true};
  const EtsFit fit = fit_ets(form, prepare_ets_series(y, 12));
  for (const double scale : {1e-6, 1e12}) {
    std::vector<double> scaled(y);
    for (double& v : scaled) v *= scale;
    const EtsFit other = fit_ets(form, prepare_ets_series(scaled, 12));
    EXPECT_NEAR(other.loglik, fit.loglik - 72 * std::log(scale), 0.02);
    EXPECT_NEAR(other.start.level, fit.start.level * scale, 0.02 * fit.start.level * scale);
  }
}

TEST(EtsFit, AnUnobservedTailChangesNothing) {
  std::vector<double> y = ets_golden_series();
  const EtsForm form{EtsComponent::kAdditive, EtsComponent::kNone, EtsComponent::kNone, false};
  const EtsFit fit = fit_ets(form, prepare_ets_series(y, 1));
  y.insert(y.end(), 20, NAN);
  const EtsFit longer = fit_ets(form, prepare_ets_series(y, 1));
  EXPECT_EQ(longer.loglik, fit.loglik);
  EXPECT_EQ(longer.weights.alpha, fit.weights.alpha);
}

TEST(EtsFit, LongSeasonsCountOnlyTheFreedomThatTheirProfileUses) {
  std::vector<double> y = ets_golden_series(140);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] += 40 * std::cos(2 * std::numbers::pi * static_cast<double>(t) / 52);
  const EtsForm form{EtsComponent::kAdditive, EtsComponent::kNone, EtsComponent::kAdditive, false};
  const EtsSeries series = prepare_ets_series(y, 52);
  EXPECT_TRUE(series.held_season);
  const EtsFit fit = fit_ets(form, series);
  EXPECT_GT(fit.parameters, 4);
  EXPECT_LT(fit.parameters, 4 + 51);
  EXPECT_EQ(prepare_ets_series(ets_golden_series(103), 52).season, 1);  // less than two seasons: none
}

}  // namespace
}  // namespace demandcast
