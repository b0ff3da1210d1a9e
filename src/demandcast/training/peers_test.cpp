// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/peers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "demandcast/core/error.h"
#include "demandcast/nn/dropout.h"
#include "demandcast/training/gradient_exchange.h"
#include "demandcast/training/launched_peers.h"
#include "demandcast/training/shared_state.h"
#include "demandcast/training/thread_peers_test.h"

namespace demandcast::training {
namespace {

using testing::HasSubstr;

TEST(Peers, ShareThingsOutInPartsThatFollowEachOther) {
  for (const std::int64_t all : {3, 7, 64}) {
    Table table(3);
    std::int64_t next = 0;
    for (int rank = 0; rank < 3; ++rank) {
      const Part part = part_of(all, ThreadPeers(rank, 3, table));
      EXPECT_EQ(part.first, next);
      EXPECT_NEAR(static_cast<double>(part.count), static_cast<double>(all) / 3, 1);
      next += part.count;
    }
    EXPECT_EQ(next, all);
  }
  EXPECT_EQ(part_of(5, Alone()).count, 5);
}

TEST(Peers, NameTheRanksThatDoNotAgreeWithTheFirst) {
  std::vector<std::string> told(3);
  run_together(3, [&](Peers& peers) {
    peers.agree(17, "other data");
    try {
      peers.agree(peers.rank() == 1 ? 18 : 17, "other data");
    } catch (const DataError& error) {
      told[static_cast<std::size_t>(peers.rank())] = error.what();
    }
  });
  for (const std::string& text : told) EXPECT_THAT(text, HasSubstr("rank 1 of 3 has other data than rank 0"));
}

TEST(Peers, OfALaunchAreItsProcessGroupAndNothingElse) {
  EXPECT_TRUE(peers_of({})->alone());
  const auto refusal = [](const Launch& launch) -> std::string {
    try {
      peers_of(launch);
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(refusal({1, 2, "nobody's", "2.13.0"}), HasSubstr("rank 1 of 2: there is no process group \"nobody's\""));
  EXPECT_THAT(refusal({1, 2, "nobody's", "1.9.0"}), HasSubstr("PyTorch 1.9.0"));
}

TEST(GradientExchange, AddsUpGradientsAndTellsOfWhoWishesToStop) {
  run_together(2, [&](Peers& peers) {
    const at::Tensor a = at::zeros({2, 2}).requires_grad_(), unused = at::zeros({3}).requires_grad_();
    GradientExchange exchange({a, unused}, peers);
    const at::Tensor loss = (a * (peers.rank() + 1.0)).sum() + 2;
    loss.backward();
    const GradientExchange::Told told = exchange.add_up(loss, peers.rank() == 1);
    EXPECT_TRUE(at::equal(a.grad(), at::full({2, 2}, 3.0)));
    EXPECT_FALSE(unused.grad().defined());
    EXPECT_EQ(told.loss, 4);
    EXPECT_TRUE(told.stop);
  });
}

TEST(SharedState, IsThatOfTheFirst) {
  run_together(2, [&](Peers& peers) {
    const at::Tensor weight = at::full({2}, peers.leads() ? 1.0 : 5.0).requires_grad_();
    AdamW optimiser({weight}, {});
    WeightAverage average({weight});
    for (int update = 0; peers.leads() && update < 3; ++update) {
      weight.square().sum().backward();
      optimiser.step(0.1);
      average.take();
    }
    share_state(peers, {weight}, optimiser, average);
    EXPECT_EQ(optimiser.updates(), 3);
    at::Tensor told = at::cat(
        {weight.detach(), optimiser.first_moments()[0], optimiser.second_moments()[0], average.averages().at(0)});
    const at::Tensor own = told.clone();
    peers.share(told);
    EXPECT_TRUE(at::equal(told, own));
    EXPECT_LT(own[0].item<double>(), 1);
  });
}

TEST(Dropout, OfAPartOfABatchHasTheRowsOfTheWhole) {
  const at::Tensor ones = at::ones({6, 4, 3});
  for (const at::Tensor& whole : {ones, at::ones({4, 6, 3}).transpose(0, 1)}) {
    nn::Dropout all(0.5, 7), part(0.5, 7, 2);
    for (int call = 0; call < 2; ++call) {
      EXPECT_TRUE(at::equal(part(whole.narrow(0, 2, 3)), all(whole).narrow(0, 2, 3))) << "call " << call;
    }
  }
}

}  // namespace
}  // namespace demandcast::training
