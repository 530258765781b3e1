// The smoothing of a curve: TensorBoard's exponential moving average; its start, which is drawn towards 0, is divided out.
#pragma once

namespace layerlab {

struct Smoothing {
    explicit Smoothing(double w) : weight(w) {}
    double next(double value) {
        average = average * weight + (1 - weight) * value;
        missing *= weight;
        return average / (1 - missing);
    }

    double weight;       // of the past, 0 … 0.99
    double average = 0;  // before its start is corrected
    double missing = 1;  // weight^n: the part of the average that no value has filled yet
};

}  // namespace layerlab
