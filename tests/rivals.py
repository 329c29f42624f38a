"""The same training by public libraries: the same start, data, optimiser and steps."""

import warnings

import numpy as np

from relu_explorer import ReluNetwork


def scikit_learn(start, x, y, optimiser, rate, steps):
    """Train by full batches of scikit-learn's MLPRegressor; gives the network.

    Its loss is half of ours: descent takes twice the rate, and Adam half the epsilon.
    """
    from sklearn.neural_network import MLPRegressor

    is_adam = optimiser == "adam"
    model = MLPRegressor(
        hidden_layer_sizes=(len(start),),
        solver="adam" if is_adam else "sgd",
        momentum=0.0,
        epsilon=0.5e-8,
        alpha=0.0,
        batch_size=len(x),
        learning_rate_init=rate if is_adam else 2 * rate,
        max_iter=1,
        shuffle=False,
        tol=0.0,
        n_iter_no_change=10**9,
        warm_start=True,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it has not converged
        model.fit(x[:, np.newaxis], y)
        model.coefs_ = [start.weight[np.newaxis].copy(), start.output_weight[:, np.newaxis].copy()]
        model.intercepts_ = [start.bias.copy(), np.array([start.output_bias])]
        model.set_params(max_iter=steps)
        model.fit(x[:, np.newaxis], y)
    (weight, output_weight), (bias, output_bias) = model.coefs_, model.intercepts_
    return ReluNetwork(weight[0], bias, output_weight[:, 0], float(output_bias[0]))


def torch(start, x, y, optimiser, rate, steps):
    """Train by PyTorch on one thread, in double precision; gives the network."""
    import torch

    torch.set_num_threads(1)
    data, wanted = torch.tensor(x)[:, None], torch.tensor(y)[:, None]
    hidden, output = torch.nn.Linear(1, len(start)), torch.nn.Linear(len(start), 1)
    model = torch.nn.Sequential(hidden, torch.nn.ReLU(), output).double()
    with torch.no_grad():
        hidden.weight[:, 0] = torch.tensor(start.weight.copy())
        hidden.bias[:] = torch.tensor(start.bias.copy())
        output.weight[0] = torch.tensor(start.output_weight.copy())
        output.bias[:] = start.output_bias
    kind = torch.optim.Adam if optimiser == "adam" else torch.optim.SGD
    steps_of = kind(model.parameters(), lr=rate)
    for _ in range(steps):
        steps_of.zero_grad()
        torch.nn.functional.mse_loss(model(data), wanted).backward()
        steps_of.step()
    arrays = [p.detach().numpy() for p in (hidden.weight, hidden.bias, output.weight)]
    return ReluNetwork(*(array.ravel() for array in arrays), float(output.bias.detach()))
