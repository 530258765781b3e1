// Accuracy, loss, cost and latency of routes.
#pragma once

#include <functional>
#include <vector>

#include "engine/data/task_data.h"
#include "engine/model/model.h"
#include "engine/runs/event.h"

namespace layerlab {

// Every route (slots of the measured stack, from 1), in the order given, on batches of the data. progress: share done,
// 0 … 1; stop: asked before every layer pass.
// Throws Error(Cancelled) when stopped.
std::vector<RouteResult> evaluateRoutes(const EncoderModel& model, const TaskData& data, const std::vector<Batch>& batches,
                                        const std::vector<Route>& routes, const std::function<bool()>& stop = {},
                                        const std::function<void(double)>& progress = {});

// Milliseconds of one forward pass of one sequence of full length: the median of at least `runs` after a warm-up, on
// this thread's number of threads. Never while training.
double latency(const EncoderModel& model, const Route& route, int length, int runs = 20, const std::function<bool()>& stop = {});

}  // namespace layerlab
