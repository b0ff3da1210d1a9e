// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <string>
#include <vector>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

RunContext with_threads(int threads) {
  RunContext context;
  context.threads = threads;
  return context;
}

TEST(ParallelFor, VisitsEveryItemOnceAtAnyNumberOfThreads) {
  for (int threads : {1, 2, 7}) {
    std::vector<int> visits(1000, 0);
    parallel_for(visits.size(), with_threads(threads), [&](std::size_t i) { ++visits[i]; });
    EXPECT_EQ(visits, std::vector<int>(1000, 1)) << threads << " threads";
  }
}

TEST(ParallelFor, DoesNothingForNoItems) {
  parallel_for(0, with_threads(4), [](std::size_t) { FAIL() << "no item to visit"; });
}

TEST(ParallelFor, ThrowsWhatAnItemThrew) {
  try {
    parallel_for(100, with_threads(1), [](std::size_t i) {
      if (i >= 40) throw DataError("item " + std::to_string(i));
    });
    FAIL() << "nothing was thrown";
  } catch (const DataError& error) {
    EXPECT_STREQ(error.what(), "item 40");
  }
}

TEST(ParallelFor, StopsWhenAsked) {
  std::stop_source source;
  RunContext context = with_threads(2);
  context.stop = source.get_token();
  std::atomic<int> done{0};
  EXPECT_THROW(parallel_for(100000, context,
                            [&](std::size_t) {
                              if (++done == 10) source.request_stop();
                            }),
               Interrupted);
  EXPECT_LT(done, 100000);
}

}  // namespace
}  // namespace demandcast
